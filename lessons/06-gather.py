# SPDX-License-Identifier: MIT
"""06 in Python: results come back in argument order."""
import asyncio

requests = [('url1', 1), ('url2', 2), ('url3', 1)]


async def fetch(url, delay):
    await asyncio.sleep(delay)
    return f'{url} data'


async def program():
    fetches = [fetch(url, delay) for url, delay in requests]
    answers = await asyncio.gather(*fetches)    # answers[i] is fetches[i]'s
    print(answers)


asyncio.run(program())

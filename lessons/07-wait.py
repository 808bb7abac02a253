# SPDX-License-Identifier: MIT
"""07 in Python: each answer when it comes."""
import asyncio

requests = [('url1', 3), ('url2', 1), ('url3', 2)]


async def fetch(url, delay):
    await asyncio.sleep(delay)
    return f'{url} data'


async def program():
    fetches = [fetch(url, delay) for url, delay in requests]
    for next_one in asyncio.as_completed(fetches):
        print(await next_one)               # waits for whichever ends next


asyncio.run(program())

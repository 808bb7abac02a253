# SPDX-License-Identifier: MIT
"""10 in Python: a failure travels through await."""
import asyncio


async def might_fail():
    await asyncio.sleep(1)
    raise ValueError('Oops!')


async def program():
    try:
        await might_fail()
    except ValueError as error:             # another failure is not for us
        print(f'Caught error: {error}')


asyncio.run(program())

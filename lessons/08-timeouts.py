# SPDX-License-Identifier: MIT
"""08 in Python: await with a limit."""
import asyncio


async def slow_operation():
    await asyncio.sleep(10)
    return 'Done'


async def program():
    try:
        await asyncio.wait_for(slow_operation(), timeout=2)
    except asyncio.TimeoutError:
        print('Timeout!')


asyncio.run(program())

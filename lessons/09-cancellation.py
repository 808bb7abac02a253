# SPDX-License-Identifier: MIT
"""09 in Python: a cancelled task still gets to tidy up."""
import asyncio


async def upload(file):
    print(f'uploading {file}')
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(f'cancelled: removing the half of {file}')
        await asyncio.sleep(0.5)            # clean-up may wait, too
        print('removed')
        raise


async def program():
    loop = asyncio.get_running_loop()
    began = loop.time()
    task = asyncio.create_task(upload('holiday.jpg'))
    await asyncio.sleep(1)
    task.cancel()                           # a request: upload's turn comes later
    print(f'asked it to stop at {loop.time() - began:.1f} s')
    try:
        await task
    except asyncio.CancelledError:
        print(f'it has stopped at {loop.time() - began:.1f} s')


asyncio.run(program())

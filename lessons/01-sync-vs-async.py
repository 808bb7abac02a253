# SPDX-License-Identifier: MIT
"""01 in Python: three downloads, waiting together."""
import asyncio

downloads = [('Task1', 2), ('Task2', 2), ('Task3', 2)]


async def download(name, seconds):
    print(f'{name} starting')
    await asyncio.sleep(seconds)            # others run meanwhile
    print(f'{name} done')


async def waiting_together():
    # Nothing runs yet: gather starts all three, then waits for them.
    await asyncio.gather(*[download(*each) for each in downloads])


asyncio.run(waiting_together())

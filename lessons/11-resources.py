# SPDX-License-Identifier: MIT
"""11 in Python: acquire, body, release."""
import asyncio


class Resource:
    async def __aenter__(self):
        print('Acquiring resource')
        await asyncio.sleep(0.1)

    async def __aexit__(self, *how_the_body_went):
        print('Releasing resource')
        await asyncio.sleep(0.1)


async def program():
    async with Resource():                  # released whatever the body does
        print('Using resource')


asyncio.run(program())

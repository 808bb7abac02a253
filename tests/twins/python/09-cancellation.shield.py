# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/09-cancellation, demo shield.
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def payment():
    await asyncio.sleep(2)
    print(f"{now():.1f} s: the payment is booked")
    return "receipt 17"


async def customer(paying):
    try:
        print(await asyncio.shield(paying))
    except asyncio.CancelledError:
        print(f"{now():.1f} s: the customer hangs up")
        raise


async def main():
    paying = asyncio.create_task(payment())
    waiting = asyncio.create_task(customer(paying))
    await asyncio.sleep(1)
    waiting.cancel()
    receipt = await paying
    print(f"customer cancelled: {waiting.cancelled()}")
    print(f"payment cancelled: {paying.cancelled()}")
    print(f"kept for the customer: {receipt}")


asyncio.run(main())

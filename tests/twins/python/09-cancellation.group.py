# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/09-cancellation, demo group.
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def dish(name, seconds, mishap=None):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(f"{now():.1f} s: {name} goes back into the fridge")
        await asyncio.sleep(0.5)
        raise
    if mishap:
        raise OSError(mishap)
    print(f"{now():.1f} s: {name} is ready")


async def main():
    try:
        async with asyncio.TaskGroup() as menu:
            menu.create_task(dish("salad", 1))
            menu.create_task(dish("soup", 2, "the soup is burnt"))
            menu.create_task(dish("roast", 4))
            print("all on the stove")
    except* OSError as group:
        print(f"{now():.1f} s: {len(group.exceptions)} failure")
        for failure in group.exceptions:
            print(failure)


asyncio.run(main())

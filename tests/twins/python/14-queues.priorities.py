# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/14-queues, demo priorities.
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def doctor(waiting_room):
    while True:
        urgency, number, trouble = await waiting_room.get()
        print(f"{now():.1f} s: patient {number}, {trouble}")
        await asyncio.sleep(1)
        waiting_room.task_done()


async def main():
    waiting_room = asyncio.PriorityQueue()
    for patient in ((3, 1, "a cough"), (2, 2, "a sprained ankle"),
                    (3, 3, "a cold"), (1, 4, "a broken arm")):
        waiting_room.put_nowait(patient)
    working = asyncio.create_task(doctor(waiting_room))
    await asyncio.sleep(1.5)
    print(f"{now():.1f} s: an ambulance comes")
    waiting_room.put_nowait((0, 5, "a heart attack"))
    await waiting_room.join()
    working.cancel()
    print(f"{now():.1f} s: the waiting room is empty")


asyncio.run(main())

# SPDX-License-Identifier: MIT
"""gather: the first failure is handed on at once, the others go on; or, asked for,
failures are results."""
import asyncio

from tell import how, play, start, story, tell, tell_end


async def the_others_go_on():
    tasks = [start('a', 1), start('b', 2, 'broken'), start('c', 3)]
    tell('gather: ' + await how(asyncio.gather(*tasks)))
    await tell_end(tasks[2])


async def a_later_failure_is_dropped():
    tasks = [start('a', 1, 'first'), start('b', 2, 'second')]
    tell('gather: ' + await how(asyncio.gather(*tasks)))
    await asyncio.sleep(2)
    await tell_end(tasks[1])


async def two_at_one_instant():
    a, b = start('a', 1, 'of a'), start('b', 1, 'of b')
    tell('gather: ' + await how(asyncio.gather(b, a)))


async def failed_before():
    a, b = start('a', 0, 'broken'), start('b', 1)
    await tell_end(a)
    tell('gather: ' + await how(asyncio.gather(b, a)))
    await tell_end(b)


async def failures_as_results():
    tasks = [start('a', 1), start('b', 2, 'broken'), start('c', 9), start('d', 3, 'late')]
    await asyncio.sleep(0.5)
    tasks[2].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    tell('gather: ok')
    for result in results:
        tell(story(result) if isinstance(result, BaseException) else result)


async def a_cancelled_child():
    tasks = [start('a', 9), start('b', 2)]
    await asyncio.sleep(1)
    tasks[0].cancel()
    tell('gather: ' + await how(asyncio.gather(*tasks)))
    tell(f'cancelling: {asyncio.current_task().cancelling()}')
    await tell_end(tasks[1])


play(the_others_go_on, a_later_failure_is_dropped, two_at_one_instant, failed_before,
     failures_as_results, a_cancelled_child)

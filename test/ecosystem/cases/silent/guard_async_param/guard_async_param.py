from inspect import iscoroutinefunction
import time
def wrap(view):
    if iscoroutinefunction(view):
        async def inner(request):
            return await view(request)
    else:
        def inner(request):
            return view(request)
    return inner
def page(request):
    time.sleep(1)
    return 1
view = wrap(page)

async def supported(device, modules):
    found = []
    for module in modules:
        if await module._check_supported(device):
            found.append(module)
    return found


async def tell(observer, handlers, *arguments):
    answers = []
    for handler in handlers:
        answers.append(await handler.call(*arguments))
    return answers

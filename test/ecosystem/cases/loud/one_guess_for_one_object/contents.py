"""What class an object has is one guess, however many of its own methods it then asks."""

import shutil


class Contents:
    def copy(self, source, target):
        return self.save(source, target)

    def save(self, source, target):
        raise NotImplementedError

    def delete(self, path):
        self.remove(path)

    def remove(self, path):
        raise NotImplementedError


class Folder(Contents):
    def copy(self, source, target):
        return self.copy_tree(source, target)

    def copy_tree(self, source, target):
        shutil.copytree(source, target)

    def save(self, source, target):
        shutil.copy(source, target)

    def remove(self, path):
        shutil.rmtree(path)


class AsyncContents(Contents):
    async def delete(self, path):
        return None


class AsyncFolder(AsyncContents, Folder):
    async def copy(self, source, target):
        return await self.copy_tree(source, target)

    async def copy_tree(self, source, target):
        return None


async def ensure_async(answer):
    return answer


async def copy(contents: Contents, source, target):
    return await ensure_async(contents.copy(source, target))  # expect: blocking-chain


async def delete(contents: Contents, path):
    await ensure_async(contents.delete(path))  # expect: blocking-chain

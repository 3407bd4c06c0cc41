import tornado.httpclient
import tornado.web


class Mirror(tornado.web.RequestHandler):
    async def get(self):
        client = tornado.httpclient.AsyncHTTPClient()
        reply = await client.fetch("http://mirror.internal")
        self.write(reply.body)

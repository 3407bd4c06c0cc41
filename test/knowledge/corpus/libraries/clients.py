import asyncio
import boto3
import httpx
import psycopg
import pymysql
import redis
import sqlite3
import pymongo
import requests
import paramiko
import pika
import docker
import stripe
import openai
import anthropic
import smtplib
import ftplib
import imaplib
import elasticsearch
from kafka import KafkaProducer, KafkaConsumer
from confluent_kafka import Consumer
from google.cloud import storage, bigquery
from azure.storage.blob import BlobServiceClient
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.ext.asyncio import create_async_engine, async_sessionmaker
from slack_sdk import WebClient
from twilio.rest import Client as Twilio
from clickhouse_driver import Client as ClickHouse
from minio import Minio
from selenium import webdriver
from neo4j import GraphDatabase
from cassandra.cluster import Cluster
import websocket
import serial
import dns.resolver
import zmq
import mysql.connector
import duckdb
import MySQLdb
import hvac
from pymemcache.client.base import Client as Memcache

s3 = boto3.resource("s3")
queue = boto3.session.Session(region_name="eu-west-1").client("sqs")
engine = create_engine("postgresql://")
Local = sessionmaker(bind=engine)
aengine = create_async_engine("postgresql+asyncpg://")
ASession = async_sessionmaker(aengine)
pool = redis.ConnectionPool.from_url("redis://")
r = redis.Redis(connection_pool=pool)
mongo = pymongo.MongoClient()
llm = openai.OpenAI()
allm = openai.AsyncOpenAI()
claude = anthropic.Anthropic()
es = elasticsearch.Elasticsearch("http://es")
slack = WebClient(token="x")


async def aws(name):
    for item in s3.Bucket(name).objects.all():  # expect: blocking-call
        print(item.key)
    queue.send_message(QueueUrl="q", MessageBody="m")  # expect: blocking-call
    table = boto3.resource("dynamodb").Table("t")
    table.put_item(Item={})  # expect: blocking-call
    pages = boto3.client("s3").get_paginator("list_objects_v2").paginate(Bucket=name)
    for page in pages:  # expect: blocking-call
        print(page)


async def sql():
    with engine.connect() as conn:  # expect: blocking-call
        rows = conn.execute(text("select 1")).fetchall()  # expect: blocking-call
    with Session(engine) as session:
        found = session.scalars(select(1)).all()  # expect: blocking-call
        session.add(found)
        session.commit()  # expect: blocking-call
    with Local() as local:
        local.query(dict).filter_by(a=1).first()  # expect: blocking-call
    async with ASession() as asess:
        await asess.execute(select(1))
        asess.add(rows)
        await asess.commit()
    async with aengine.begin() as aconn:
        await aconn.run_sync(print)


async def drivers():
    with psycopg.connect("") as conn:  # expect: blocking-call
        with conn.cursor() as cur:
            cur.execute("select 1")  # expect: blocking-call
            print(cur.fetchone())  # expect: blocking-call
    db = pymysql.connect(host="h")  # expect: blocking-call
    with db.cursor() as c:
        c.execute("x")  # expect: blocking-call
    my = mysql.connector.connect(host="h")  # expect: blocking-call
    mc = my.cursor(dictionary=True)
    mc.execute("x")  # expect: blocking-call
    for row in mc:  # expect: blocking-call
        print(row)
    async with await psycopg.AsyncConnection.connect("") as aconn:
        async with aconn.cursor() as acur:
            await acur.execute("select 1")
    duckdb.connect("x.db").execute("select 1").fetchall()  # expect: blocking-call
    print(ClickHouse("h").execute("select 1"))  # expect: blocking-call
    with GraphDatabase.driver("bolt://").session() as s:
        s.run("match (n) return n")  # expect: blocking-call
    Cluster().connect("ks").execute("select")  # expect: blocking-call


async def caches():
    with r.pipeline() as pipe:
        pipe.incr("a")
        pipe.expire("a", 5)
        pipe.execute()  # expect: blocking-call
    p = r.pubsub()
    p.subscribe("x")  # expect: blocking-call
    for m in p.listen():  # expect: blocking-call
        print(m)
    mongo["db"].users.find_one({"a": 1})  # expect: blocking-call
    for doc in mongo.db.users.find({}).sort("a").limit(3):  # expect: blocking-call
        print(doc)
    list(mongo.db["x"].find())  # expect: blocking-call
    Memcache(("h", 1)).get("k")  # expect: blocking-call
    es.indices.refresh(index="x")  # expect: blocking-call
    es.search(index="x")  # expect: blocking-call


async def clouds(bucket):
    blob = storage.Client().bucket(bucket).blob("x")
    blob.upload_from_string("x")  # expect: blocking-call
    bigquery.Client().query("select 1").result()  # expect: blocking-call
    svc = BlobServiceClient.from_connection_string("x")
    svc.get_blob_client("c", "b").upload_blob(b"x")  # expect: blocking-call
    Minio("h").fput_object("b", "k", "p")  # expect: blocking-call
    docker.from_env().containers.run("img")  # expect: blocking-call
    stripe.Charge.create(amount=1)  # expect: blocking-call
    Twilio("a", "b").messages.create(to="x")  # expect: blocking-call
    slack.chat_postMessage(channel="c", text="t")  # expect: blocking-call
    hvac.Client().read("secret")  # expect: blocking-call


async def models():
    reply = llm.chat.completions.create(model="m", messages=[])  # expect: blocking-call
    await allm.chat.completions.create(model="m", messages=[])
    claude.messages.create(model="m", messages=[])  # expect: blocking-call
    return reply


async def shells():
    ssh = paramiko.SSHClient()
    ssh.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    ssh.connect("h")  # expect: blocking-call
    _, out, _ = ssh.exec_command("ls")  # expect: blocking-call
    sftp = ssh.open_sftp()  # expect: blocking-call
    sftp.put("a", "b")  # expect: blocking-call
    port = serial.Serial("/dev/ttyS0")
    port.readline()  # expect: blocking-call
    ws = websocket.create_connection("ws://")  # expect: blocking-call
    ws.recv()  # expect: blocking-call
    dns.resolver.resolve("a")  # expect: blocking-call
    sock = zmq.Context().socket(zmq.REQ)
    sock.send_string("x")  # expect: blocking-call
    driver = webdriver.Chrome()  # expect: blocking-call
    driver.get("http://")  # expect: blocking-call


async def brokers():
    producer = KafkaProducer()  # expect: blocking-call
    producer.send("t", b"x").get(timeout=3)  # expect: blocking-call
    producer.flush()  # expect: blocking-call
    consumer = KafkaConsumer("t")  # expect: blocking-call
    for msg in consumer:  # expect: blocking-call
        print(msg)
    c = Consumer({})
    c.subscribe(["x"])
    c.poll(1.0)  # expect: blocking-call
    ch = pika.BlockingConnection(pika.ConnectionParameters("h")).channel()  # expect: blocking-call
    ch.basic_publish("", "q", b"x")  # expect: blocking-call


async def mail():
    with smtplib.SMTP("h") as smtp:  # expect: blocking-call
        smtp.starttls()  # expect: blocking-call
        smtp.send_message("x")  # expect: blocking-call
    ftp = ftplib.FTP("h")  # expect: blocking-call
    ftp.retrbinary("RETR x", print)  # expect: blocking-call
    box = imaplib.IMAP4_SSL("h")  # expect: blocking-call
    box.search(None, "ALL")  # expect: blocking-call


class Repo:
    def __init__(self, session: Session, http: requests.Session, cache: "redis.Redis"):
        self.session = session
        self.http = http
        self.cache = cache

    async def load(self):
        self.session.execute(select(1))  # expect: blocking-call
        self.http.get("http://", timeout=3)  # expect: blocking-call
        return self.cache.hgetall("x")  # expect: blocking-call

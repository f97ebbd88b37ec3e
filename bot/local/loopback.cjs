"use strict";
// Loaded by `node --require` before the local client, which listens on every interface, asks
// nobody who they are, and takes a random port when its own is busy. Here it listens on this
// machine only, on the port it was given, and ends with the bot.
const net = require("node:net");

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  if (!Number.isInteger(port) || port === 0 || (rest.length > 0 && typeof rest[0] !== "function")) {
    console.error("loopback.cjs: refused to listen on", port, ...rest);
    process.exit(1);
  }
  return listen.call(this, port, "127.0.0.1", ...rest);
};

// The bot holds the other end of standard input: however it dies, the pipe closes and so do we.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));

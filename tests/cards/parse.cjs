// Cards on stdin (a JSON list), and what Microsoft's own library says of each on stdout, in one process.
// `events` are its complaints while it parses and when it validates; `kept` is the card as it understood it.
"use strict";
const { AdaptiveCard, SerializationContext, Versions } = require("adaptivecards/dist/adaptivecards.js");

function judged(sent) {
  const card = new AdaptiveCard();
  const context = new SerializationContext(Versions.v1_5);
  card.parse(sent, context);
  const events = [];
  for (let index = 0; index < context.eventCount; index += 1) {
    events.push(context.getEventAt(index).message);
  }
  for (const event of card.validateProperties().validationEvents) {
    events.push(event.message);
  }
  return { events, kept: card.toJSON() };
}

let typed = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (piece) => { typed += piece; });
process.stdin.on("end", () => process.stdout.write(JSON.stringify(JSON.parse(typed).map(judged))));

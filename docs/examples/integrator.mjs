// Signs in, opens a case, lists cases, reads a case's rooms and types into one of them: everything a script needs.
//
//   node docs/examples/integrator.mjs http://127.0.0.1:4320 karin.lindqvist@example.org PASSWORD
//
// Needs the packages y-websocket, yjs, ws, lib0 and devalue; in this repository:
//   node --import ./docs/examples/from-this-repository.mjs docs/examples/integrator.mjs …
import * as decoding from 'lib0/decoding';
import { parse, stringify } from 'devalue';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const [server = 'http://127.0.0.1:4320', email, password] = process.argv.slice(2);
if (!email || !password) {
	console.error('usage: integrator.mjs SERVER EMAIL PASSWORD');
	process.exit(2);
}

let cookie = '';

/** Calls a procedure: queries by GET, mutations by POST. Values travel as devalue text inside JSON. */
async function call(kind, path, input) {
	const text = input === undefined ? undefined : JSON.stringify(stringify(input));
	const query = kind === 'query' && text !== undefined ? `?input=${encodeURIComponent(text)}` : '';
	const answer = await fetch(`${server}/trpc/${path}${query}`, {
		method: kind === 'query' ? 'GET' : 'POST',
		// The server acts only for its own origin, so a script has to say it.
		headers: { cookie, origin: server, ...(kind === 'mutation' && { 'content-type': 'application/json' }) },
		...(kind === 'mutation' && { body: text }),
	});
	const [set] = answer.headers.getSetCookie();
	if (set) cookie = set.split(';')[0];
	const body = await answer.json();
	if (!body.error) return parse(body.result.data);
	const { data, message } = parse(body.error);
	throw new Error(`${path}: ${data.refusal?.code ?? data.code}: ${message}`);
}

// 1. Sign in: the cookie `__Host-consilium` (on plain http on loopback: `consilium`) is the session.
const me = await call('mutation', 'session.signIn', { email, password });
const [center] = me.memberships;
console.log(`signed in as ${me.person.name}, ${center.centerName}`);

// 2. Open a case. An entry's address is section/field; see GET of any case for the shape.
const entered = (value) => ({ is: 'value', value, source: { kind: 'entered' } });
const { caseId } = await call('mutation', 'cases.create', {
	centerId: center.centerId,
	entries: {
		'patient/familyName': entered('Example'),
		'patient/givenName': entered('Integrator'),
		'patient/otherIdentifier': entered('Synthetic'),
	},
	prose: { 'question/asked': 'Opened by a script.' },
});
console.log(`opened case ${caseId}`);

// 3. List one's cases.
const cases = await call('query', 'cases.list');
console.log(`${cases.length} cases: ${cases.map((one) => one.patient.familyName).join(', ')}`);

// 4. The rooms of the case: one Yjs document for each permission domain.
const { rooms } = await call('query', 'cases.open', { caseId });
for (const { id, scope, access } of rooms) console.log(`room ${id} ${scope} (${access})`);

// 5. Join a room with the stock y-websocket client: /sync/<room>, cookie, Origin, ack=1 for acknowledgements.
const room = rooms.find((one) => one.scope === 'workup');
let sent = 0;
class WithHeaders extends WebSocket {
	constructor(address, protocols) {
		super(address, protocols, { headers: { cookie, origin: server } });
		sent = 0;
	}
	/** Counts the sync messages of this connection (type 0): that is what acknowledgements count. */
	send(data) {
		if (data[0] === 0) sent += 1;
		super.send(data);
	}
}
const doc = new Y.Doc();
const provider = new WebsocketProvider(`${server.replace(/^http/, 'ws')}/sync`, room.id, doc, {
	WebSocketPolyfill: WithHeaders,
	disableBc: true,
	params: { ack: '1' },
	connect: false,
});
// Frame 100: varuint count of this connection's durable sync messages, varuint log position of the room.
let durable = { count: 0, seq: 0 };
provider.messageHandlers[100] = (_, decoder) => {
	durable = { count: decoding.readVarUint(decoder), seq: decoding.readVarUint(decoder) };
};
const allSaved = async () => {
	while (!provider.wsconnected || durable.count < sent) await new Promise((done) => setTimeout(done, 10));
	return durable.seq;
};
// Frame 101: varuint which sync message, varstring why it was refused. Frame 102: versions and the server's time.
provider.messageHandlers[101] = (_, decoder) => {
	decoding.readVarUint(decoder);
	console.error(`refused: ${decoding.readVarString(decoder)}`);
};
provider.messageHandlers[102] = () => undefined;
await new Promise((done) => {
	provider.once('sync', done);
	provider.connect();
});
doc.getMap('fields').set('diagnosis/stage', entered('cT3 N1 M1'));
console.log(`saved: the room's log is at ${await allSaved()}`);

// 6. The server's own judgement of the case, as of today.
const { decisions } = await call('query', 'cases.findings', { caseId });
console.log(`eligibility: ${decisions.eligibility}`);

provider.destroy();
doc.destroy();
await call('mutation', 'session.signOut');
console.log('signed out');

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What is counted: requests by route, socket events by code, the state of rooms and of the projector. No ids. */
export interface Metrics {
	registry: Registry;
	request(labels: { method: string; route: string; status: number }, seconds: number): void;
	syncEvent(kind: string, code: string): void;
	projected(cases: number): void;
}

export interface Gauges {
	sockets(): number;
	rooms(): number;
	projectorLag(): number;
}

export function createMetrics(gauges: Gauges): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const registers = [registry];
	const requests = new Histogram({
		name: 'consilium_http_seconds',
		help: 'Time to answer HTTP requests.',
		labelNames: ['method', 'route', 'status'],
		buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
		registers,
	});
	const events = new Counter({
		name: 'consilium_sync_events_total',
		help: 'What happened in the live rooms.',
		labelNames: ['kind', 'code'],
		registers,
	});
	const views = new Counter({ name: 'consilium_views_total', help: 'Case views written.', registers });
	const gauge = (name: string, help: string, read: () => number) =>
		new Gauge({
			name,
			help,
			registers,
			collect() {
				this.set(read());
			},
		});
	gauge('consilium_sockets', 'Open sockets of live rooms.', gauges.sockets);
	gauge('consilium_rooms', 'Rooms in memory.', gauges.rooms);
	gauge('consilium_projector_lag', 'Log rows that no case view holds yet.', gauges.projectorLag);
	return {
		registry,
		request: ({ method, route, status }, seconds) =>
			requests.observe({ method, route, status: String(status) }, seconds),
		syncEvent: (kind, code) => events.inc({ kind, code }),
		projected: (cases) => views.inc(cases),
	};
}

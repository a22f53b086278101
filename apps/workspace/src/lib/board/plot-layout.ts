import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { lanes, type LaneId, type TimelineEvent } from './timeline-events.ts';
import { placeLabels, type Placed } from './label-places.ts';
import type { Span } from './timeline-range.ts';

/** Room at the sides: lane names on the left, latest values on the right. */
export const gutter = { left: 96, right: 104 };
export const laneHead = 24;
const lineHeight = 14;
const laneBase = 22;

export interface LaidEvent {
	event: TimelineEvent;
	x: number;
	x2: number;
	place: Placed;
}
export interface LaidLane {
	id: LaneId;
	label: string;
	/** Top and height within the plot; the marker's line is at `top + 11`. */
	top: number;
	height: number;
	events: LaidEvent[];
	/** Events before and after the shown span. */
	hidden: { before: number; after: number };
}
export interface PlotLayout {
	width: number;
	left: number;
	right: number;
	x: ScaleLinear<number, number>;
	lanes: LaidLane[];
	lanesBottom: number;
}

/** Labels repeated on neighbouring events of a lane say nothing new: only the first of a run keeps its text. */
function labelTexts(events: readonly TimelineEvent[]): string[] {
	return events.map((event, index) => (events[index - 1]?.label === event.label ? '' : event.label));
}

function layLane(
	events: readonly TimelineEvent[],
	x: PlotLayout['x'],
	left: number,
	right: number,
): LaidEvent[] {
	const texts = labelTexts(events);
	const spots = events.map((event) => ({
		x: Math.max(left, x(event.from)),
		x2: Math.min(right, x(event.to)),
	}));
	const markers = spots.map((spot): [number, number] => [spot.x - 5, spot.x2 + 5]);
	const places = placeLabels(
		spots.map((spot, index) => ({ x: spot.x2 + 5, text: texts[index] ?? '' })),
		markers,
		{ left, right: right + gutter.right - 8 },
	);
	return events.flatMap((event, index) => {
		const [spot, place] = [spots[index], places[index]];
		return spot && place
			? [{ event, ...spot, place: texts[index] === '' ? { ...place, track: null } : place }]
			: [];
	});
}

/** Where everything of the timeline goes for a width and a span. Pure; pixels. */
export function layOut(events: readonly TimelineEvent[], span: Span, width: number): PlotLayout {
	const [left, right] = [gutter.left, width - gutter.right];
	const x = scaleLinear([span.from, span.to], [left, right]);
	let top = laneHead;
	const laid = lanes.map(({ id, label }): LaidLane => {
		const ours = events.filter((event) => event.lane === id);
		const shown = layLane(
			ours.filter((event) => event.to >= span.from && event.from <= span.to),
			x,
			left,
			right,
		);
		const deepest = Math.max(0, ...shown.map((one) => one.place.track ?? 0));
		const height = laneBase + deepest * lineHeight;
		const lane = {
			id,
			label,
			top,
			height,
			events: shown,
			hidden: {
				before: ours.filter((event) => event.to < span.from).length,
				after: ours.filter((event) => event.from > span.to).length,
			},
		};
		top += height;
		return lane;
	});
	return { width, left, right, x, lanes: laid, lanesBottom: top };
}

/** The baseline of a label's text below its lane's top. */
export const labelY = (top: number, track: number): number => top + 15 + track * lineHeight;

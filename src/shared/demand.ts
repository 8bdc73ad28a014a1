/** The kinds of demand, by Syntetos & Boylan (2005); `new` is too short to tell, `none` has never been asked for. */
export const DEMAND_CLASSES = ["smooth", "intermittent", "erratic", "lumpy", "new", "none"] as const;
export type DemandClass = (typeof DEMAND_CLASSES)[number];

/** How far a forecast can be relied on, the least first. */
export const CONFIDENCES = ["low", "fair", "good"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

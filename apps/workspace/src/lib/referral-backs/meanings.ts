/** What a signature under a referral-back can mean. The sentence itself is signed. */
export const meanings = [
	'I have written or checked this summary and am responsible for it',
	'I sign for the treating team, which has agreed this plan',
].map((sentence) => ({ value: sentence, label: sentence }));

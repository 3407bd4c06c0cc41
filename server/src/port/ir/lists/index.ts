export { type ListObjects, listObjects } from "./objects.ts";
export { referToLists } from "./references.ts";
export { type Handled, sharedLists } from "./shared.ts";

/**
 * Digests of the report's own style and script, for its content security policy: nothing else in the file can style or run,
 * whatever a workspace's names and code hold. A test compares them with what they stand for and says the right ones.
 */
export const STYLE_DIGEST = "sha256-oYWKXcWqRkwt4qPO4OVn/U1v8tK8Kn83cvelqmprVL4=";
export const SCRIPT_DIGEST = "sha256-BzA10bPtBQAAHL1uKMyx/V2Z7xJUk2UMfWOnjCizlio=";

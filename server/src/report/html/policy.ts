/**
 * Digests of the report's own style and script, for its content security policy: nothing else in the file can style or run,
 * whatever a workspace's names and code hold. A test compares them with what they stand for and says the right ones.
 */
export const STYLE_DIGEST = "sha256-O8CM3U+leMJqctL6MQulq8aqfNqkLcIPQvMuVb1+NWw=";
export const SCRIPT_DIGEST = "sha256-Ozszsj9H0tU+ODrMx1P8GyorRmaIYMC9vrtu4frz0Vs=";

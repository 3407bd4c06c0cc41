/** The tool's version, as the packages' manifests have it; a test compares them. */
export const VERSION = "0.1.0";

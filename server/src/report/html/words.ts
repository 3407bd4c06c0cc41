import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type ReportWords, reportWords } from "../words/index.ts";

/** The language of the page that is being rendered. */
export const Words = createContext<ReportWords>(reportWords("en"));

export function useWords(): ReportWords {
  return useContext(Words);
}

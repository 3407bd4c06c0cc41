import type { ComponentChildren, JSX } from "preact";

/** A wide part that scrolls sideways and holds nothing to focus, so that it is focusable itself for those who use the keyboard. */
export function Scroller({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard; axe's scrollable-region-focusable.
    <section class="scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

/** Browsers do not make an element higher than some 16 million pixels; this stays well below. */
export const HIGHEST = 8_000_000;

/**
 * Where one is in a text that is higher than a scrolled element can be: short ways go pixel by pixel, long ones, as with
 * the scroll bar, by their share.
 */
export class ScrollScale {
  private top = 0;
  private offset = 0;
  private height = 0;
  private viewport = 0;

  /** How high the scrolled element is. */
  get scrolledHeight(): number {
    return Math.min(this.height, HIGHEST);
  }

  /** To where the scrolled element is scrolled. */
  get scrollTop(): number {
    return this.top;
  }

  /** The pixel of the text that is at the top of the window. */
  get position(): number {
    return this.clamp(this.top + this.offset);
  }

  get end(): number {
    return Math.max(0, this.height - this.viewport);
  }

  resize(height: number, viewport: number) {
    this.height = height;
    this.viewport = viewport;
    if (this.top > Math.max(0, this.scrolledHeight - viewport)) {
      this.goTo(this.position);
    }
  }

  /** The element was scrolled. */
  scrolled(top: number) {
    const far = Math.abs(top - this.top) > this.viewport * 2;
    const last = this.scrolledHeight - this.viewport;
    this.top = top;
    if (this.height <= HIGHEST) {
      this.offset = 0;
    } else if (far || top <= 0 || top >= last - 1) {
      this.offset = (top / Math.max(1, last)) * this.end - top;
    }
  }

  /** Goes to a pixel of the text; tells where the element is to be scrolled to. */
  goTo(position: number): number {
    const wanted = this.clamp(position);
    const last = Math.max(0, this.scrolledHeight - this.viewport);
    this.top = this.height <= HIGHEST ? wanted : Math.round((wanted / Math.max(1, this.end)) * last);
    this.offset = wanted - this.top;
    return this.top;
  }

  private clamp(position: number): number {
    return Math.max(0, Math.min(position, this.end));
  }
}

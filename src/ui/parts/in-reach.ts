// What scrolls can be reached by keys: a box is a stop for Tab while it holds more than it shows, and none otherwise.

export function inReach(box: HTMLElement): () => void {
  const look = (): void => {
    const isMore = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1
    if (isMore) box.tabIndex = 0
    else box.removeAttribute('tabindex')
  }
  const observer = new ResizeObserver(look)
  observer.observe(box)
  return () => observer.disconnect()
}

import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Stories run in the order of their names: they share a shop, and what one leaves another meets. */
export default class ByName extends BaseSequencer {
  override async sort(stories: TestSpecification[]) {
    return stories.toSorted((one, other) => one.moduleId.localeCompare(other.moduleId))
  }
}

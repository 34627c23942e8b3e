import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { useWords } from '../queries'
import { asGroup, ruleOf } from '../rule/tree'
import type { Draft } from '../useDraft'
import classes from './builder.module.css'
import { GroupRows } from './GroupRows'
import { WordsHere } from './vocabulary'

type Props = { draft: Draft; own?: string }

/** The rule as a sentence whose words are menus and places to type. */
export function Builder({ draft, own }: Props) {
  const { t } = useTranslation('segments')
  const asked = useWords()
  const group = asGroup(draft.rule)
  return (
    <Answer of={asked} height={160}>
      {(words) => (
        // A segment that stands on itself says nothing, so it is not offered to itself.
        <WordsHere value={{ ...words, segments: words.segments.filter((name) => name !== own) }}>
          <div className={classes.sentence}>
            <span>{t(group.rows.length > 0 ? 'opening' : 'openingAll')}</span>
            <GroupRows group={group} onChange={(next) => draft.change(ruleOf(next))} />
          </div>
        </WordsHere>
      )}
    </Answer>
  )
}

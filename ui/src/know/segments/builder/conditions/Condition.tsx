import { useTranslation } from 'react-i18next'
import { ValuesWord } from '../words/ValuesWord'
import { TextWord } from '../words/TextWord'
import { NumberWord } from '../words/NumberWord'
import { Phrase } from '../words/Phrase'
import { isFigure } from '../../rule/figure'
import type { Rule } from '../../queries'
import { About } from './About'
import { Agreement } from './Agreement'
import { AskedFigure } from '../figure/AskedFigure'
import { Deed } from './Deed'
import { FromCohort } from './FromCohort'
import { OwnField } from './OwnField'
import { InSegment, Placed } from './Placed'

type Props = { rule: Rule; onChange: (rule: Rule) => void }

/** One condition in words; each kind has its own. */
export function Condition({ rule, onChange }: Props) {
  const { t } = useTranslation('segments')
  if (rule === 'everyone') return <span>{t('everyone')}</span>
  if (isFigure(rule)) return <AskedFigure figure={rule} onChange={onChange} />
  if ('profile' in rule) {
    return <About profile={rule.profile} onChange={(profile) => onChange({ profile })} />
  }
  if ('field' in rule) return <OwnField of={rule.field} onChange={(field) => onChange({ field })} />
  if ('consent' in rule) {
    return <Agreement consent={rule.consent} onChange={(consent) => onChange({ consent })} />
  }
  if ('segment' in rule) {
    return <InSegment name={rule.segment} onChange={(segment) => onChange({ segment })} />
  }
  if ('cohort' in rule) return <FromCohort cell={rule.cohort} onChange={onChange} />
  if ('did' in rule) return <Deed did={rule.did} onChange={(did) => onChange({ did })} />
  if ('listed' in rule) {
    return (
      <>
        {t('kinds.listed.said')}{' '}
        <ValuesWord
          free
          label={t('kinds.listed.name')}
          values={rule.listed}
          options={[]}
          onChange={(listed) => onChange({ listed })}
        />
      </>
    )
  }
  if ('bucket' in rule) return <Lots bucket={rule.bucket} onChange={onChange} />
  // Groups and opposites are rows, not conditions.
  if ('all' in rule || 'any' in rule || 'not' in rule) return null
  return <Placed rule={rule} onChange={onChange} />
}

type LotsProps = {
  bucket: Extract<Rule, { bucket: unknown }>['bucket']
  onChange: (rule: Rule) => void
}

/** A share of all by lot, the same people each time. */
function Lots({ bucket, onChange }: LotsProps) {
  const { t } = useTranslation('segments')
  const change = (part: Partial<typeof bucket>) => onChange({ bucket: { ...bucket, ...part } })
  return (
    <Phrase
      name="lots"
      words={{
        from: (
          <NumberWord
            whole
            min={0}
            max={99}
            label={t('lotsFrom')}
            value={bucket.from}
            onChange={(from) => change({ from })}
          />
        ),
        until: (
          <NumberWord
            whole
            min={1}
            max={100}
            label={t('lotsUntil')}
            value={bucket.until}
            onChange={(until) => change({ until })}
          />
        ),
        salt: (
          <TextWord
            label={t('lotsSalt')}
            value={bucket.salt}
            onChange={(salt) => change({ salt })}
          />
        ),
      }}
    />
  )
}

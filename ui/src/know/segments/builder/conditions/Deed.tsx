import { Menu, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SegmentDetail as Detail, SegmentDid as Did, SegmentThen as Then } from '~/client'
import { Choice } from '~/shared/sentence/Choice'
import type { Measure } from '../../rule/figure'
import { BEGUN } from '../../rule/detail'
import { type Narrowing, narrowed, narrowingsOf } from '../../rule/narrowing'
import classes from '../builder.module.css'
import { NarrowingWords, useNarrowingNames } from '../figure/NarrowingWords'
import { useVocabulary } from '../vocabulary'
import { NumberWord } from '../words/NumberWord'
import { Phrase } from '../words/Phrase'
import { Told } from './Told'

type Props = { did: Did; onChange: (did: Did) => void }

/** When something was done is said as it is of figures. */
const TIMES: Narrowing[] = ['last-days', 'before-last-days', 'from', 'until']

/** “event *put into the cart* at least *2* times in the last *30* days, and then no *order* …” */
export function Deed({ did, onChange }: Props) {
  const { t } = useTranslation('segments')
  const change = (part: Partial<Did>) => onChange({ ...did, ...part })
  const measure: Measure = { quantity: 'orders', when: did.when }
  const narrow = (name: Narrowing, value: unknown) => {
    const { when: _, ...bare } = did
    const { when } = narrowed(measure, name, value)
    onChange(when ? { ...bare, when } : bare)
  }
  return (
    <>
      {t('kinds.did.said')} <What what={did.what} onChange={(what) => change({ what })} />
      <Told
        deed={did.what}
        details={did.where ?? []}
        onChange={(details) => onChange(withTold(did, details))}
      />{' '}
      <Often times={did.times ?? 1} onChange={(times) => change({ times })} />
      {narrowingsOf(measure).map((name) => (
        <NarrowingWords
          key={name}
          measure={measure}
          name={name}
          onChange={(value) => narrow(name, value)}
        />
      ))}
      {did.then && <Followed then={did.then} onChange={(then) => change({ then })} />}
      <SayMore
        offered={TIMES.filter((name) => !narrowingsOf(measure).includes(name))}
        onTold={() => onChange(withTold(did, [...(did.where ?? []), BEGUN]))}
        onTime={(name) => narrow(name, usual(name))}
        onThen={did.then ? undefined : () => change({ then: FOLLOWED })}
      />
    </>
  )
}

/** The deed with what must be told of it; without a list where nothing must. */
function withTold<Deed extends Did | Then>(deed: Deed, details: Detail[]): Deed {
  const { where: _, ...bare } = deed
  return (details.length > 0 ? { ...bare, where: details } : bare) as Deed
}

/** A cart that no order follows is what is asked most. */
const FOLLOWED: Then = { what: 'order_placed', 'within-days': 3, not: true }

type WhatProps = { what: string; onChange: (what: string) => void }

function What({ what, onChange }: WhatProps) {
  const { t } = useTranslation('segments')
  const { words } = useVocabulary()
  const called = (deed: string) => {
    const onTimeline = t(`customers:happenings.${deed}`, { defaultValue: deed })
    return deed ? t(`deeds.${deed}`, { defaultValue: onTimeline }) : t('choose')
  }
  return (
    <Choice
      label={t('kinds.did.name')}
      value={what}
      options={[...new Set([...words.deeds, what])].map((deed) => ({
        value: deed,
        label: called(deed),
      }))}
      onChange={onChange}
    />
  )
}

type OftenProps = { times: number; onChange: (times: number) => void }

function Often({ times, onChange }: OftenProps) {
  const { t } = useTranslation('segments')
  const count = Number.isNaN(times) ? 0 : times
  const n = <NumberWord whole min={1} label={t('times')} value={times} onChange={onChange} />
  return <Phrase name="deed.times" count={count} words={{ n }} />
}

type FollowedProps = { then: Then; onChange: (then: Then | undefined) => void }

/** What had to follow, or must not have. */
function Followed({ then, onChange }: FollowedProps) {
  const { t } = useTranslation('segments')
  const change = (part: Partial<Then>) => onChange({ ...then, ...part })
  const within = then['within-days']
  return (
    <span className={classes.narrowing}>
      {' – '}
      <Phrase
        name="deed.then"
        count={Number.isNaN(within) ? 0 : within}
        words={{
          way: (
            <Choice
              label={t('deed.way')}
              value={then.not ? 'not' : 'then'}
              options={['then', 'not'].map((way) => ({ value: way, label: t(`deed.ways.${way}`) }))}
              onChange={(way) => change({ not: way === 'not' })}
            />
          ),
          what: <What what={then.what} onChange={(what) => change({ what })} />,
          n: (
            <NumberWord
              whole
              min={1}
              label={t('deed.within')}
              value={within}
              onChange={(days) => change({ 'within-days': days })}
            />
          ),
        }}
      />
      <Told
        deed={then.what}
        details={then.where ?? []}
        onChange={(details) => onChange(withTold(then, details))}
      />
      <UnstyledButton
        className={classes.out}
        aria-label={t('narrow.less', { what: t('deed.more.then') })}
        onClick={() => onChange(undefined)}
      >
        ×
      </UnstyledButton>
    </span>
  )
}

type MoreProps = {
  offered: Narrowing[]
  onTold: () => void
  onTime: (name: Narrowing) => void
  onThen?: () => void
}

function SayMore({ offered, onTold, onTime, onThen }: MoreProps) {
  const { t } = useTranslation('segments')
  const names = useNarrowingNames()
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.more} aria-label={t('deed.more.label')}>
          +
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('deed.more.label')}</Menu.Label>
        <Menu.Item onClick={onTold}>{t('deed.more.told')}</Menu.Item>
        {offered.map((name) => (
          <Menu.Item key={name} onClick={() => onTime(name)}>
            {names(name)}
          </Menu.Item>
        ))}
        {onThen && <Menu.Item onClick={onThen}>{t('deed.more.then')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What a time begins with. */
function usual(name: Narrowing): unknown {
  return name === 'from' || name === 'until' ? `${new Date().getFullYear()}-01-01` : 30
}

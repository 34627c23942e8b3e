import { Box, Group, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './letters.module.css'

const WIDTHS = { desktop: '100%', phone: '375px' } as const

type Width = keyof typeof WIDTHS
type Props = { html: string; title: string; height?: number }

/** A finished letter on a sheet as wide as a desktop or a telephone. */
export function Sheet({ html, title, height = 560 }: Props) {
  const { t } = useTranslation('letters')
  const [width, setWidth] = useState<Width>('desktop')
  return (
    <Box>
      <Group justify="flex-end" pb="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('width.label')}
          value={width}
          data={(['desktop', 'phone'] as const).map((value) => ({
            value,
            label: t(`width.${value}`),
          }))}
          onChange={(value) => setWidth(value as Width)}
        />
      </Group>
      <iframe
        title={title}
        sandbox=""
        srcDoc={html}
        className={classes.sheet}
        style={{ maxWidth: WIDTHS[width], height }}
      />
    </Box>
  )
}

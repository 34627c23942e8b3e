import { ActionIcon, Button, Menu, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WriteToThem } from '~/act/campaigns/WriteToThem'
import type { Segment } from '../queries'
import { Removal } from './Removal'
import { Renaming } from './Renaming'

type Props = { segment: Segment; isChanged: boolean }

/** What can be done with the customers of a saved segment, and with the segment. */
export function Deeds({ segment, isChanged }: Props) {
  const { t } = useTranslation('segments')
  const [asking, dialog] = useDisclosure(false)
  const [deed, setDeed] = useState<'rename' | 'remove'>('rename')
  const ask = (next: typeof deed) => {
    setDeed(next)
    dialog.open()
  }
  return (
    <>
      {isChanged ? (
        <Text size="sm" c="dimmed">
          {t('saveFirst')}
        </Text>
      ) : (
        <>
          <WriteToThem condition={{ segment: segment.name }} />
          <Button
            variant="default"
            component={Link}
            to="/customers"
            search={{ segment: segment.name } as never}
          >
            {t('showThem')}
          </Button>
        </>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('moreDeeds')}>
            ⋯
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => ask('rename')}>{t('rename')}</Menu.Item>
          <Menu.Item onClick={() => ask('remove')}>{t('remove')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asking}
        onClose={dialog.close}
        title={t(`${deed}Title`, { name: segment.name })}
        closeButtonProps={{ 'aria-label': t('words:close') }}
      >
        {deed === 'rename' ? (
          <Renaming name={segment.name} onClose={dialog.close} />
        ) : (
          <Removal name={segment.name} onClose={dialog.close} />
        )}
      </Modal>
    </>
  )
}

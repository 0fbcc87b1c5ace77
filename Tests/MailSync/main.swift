import NeighbourMail
import RejotRuntime

await SyncService.main(MailRegistry.registry)

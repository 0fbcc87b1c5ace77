import NeighbourBilling
import RejotRuntime

await SyncService.main(BillingRegistry.registry)

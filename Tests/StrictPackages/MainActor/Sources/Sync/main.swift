import RejotRuntime
import Shop

await SyncService.main(ShopRegistry.registry)

import Generated
import RejotRuntime

await SyncService.main(ShopRegistry.registry)

import RejotRuntime
import TypeContracts

await SyncService.main(TypesRegistry.registry)

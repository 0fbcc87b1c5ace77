import RejotRuntime
import ScenarioContracts

await SyncService.main(ScenariosRegistry.registry)

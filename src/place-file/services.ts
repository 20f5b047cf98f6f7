/**
 * Classes that stand at the root of a place and never inside a model. First the classes tagged "Service" in Roblox's engine
 * reference (creator-docs, reference/engine/classes, 2026-08), then undocumented ones that Studio's own places flag as
 * services. Studio also flags a class named "Instance"; as a name it says nothing, so it is left out.
 */
const SERVICES = new Set(
  `
  AdService AnalyticsService AnimationClipProvider AnimationFromVideoCreatorService AssetDeliveryProxy AssetService
  AvatarCreationService AvatarEditorService BadgeService BrowserService CacheableContentProvider CaptureService
  ChangeHistoryService Chat ClusterPacketCache CollectionService CommerceService ConfigService ConfigureServerService
  ContentProvider ContextActionService ControllerService CookiesService CoreGui CoreGuiConfiguration CreatorStoreService
  DataStoreService Debris DebugSettings DraftsService DraggerService EncodingService ExperienceNotificationService
  FeatureRestrictionManager FlagStandService FriendService GamePassService GameSettings GamepadService GenerationService
  GenericChallengeService Geometry GeometryService GroupService GuiService GuidRegistryService HSRDataContentProvider
  HapticService HeapProfilerService HeightmapImporterService Hopper HttpRbxApiService HttpService ILegacyStudioBridge
  IncrementalPatchBuilder InsertService InstanceFileSyncService JointsService KeyboardService KeyframeSequenceProvider
  Lighting LocalizationService LogService LoginService LuaSettings LuaWebService MLService MarketplaceService
  MatchmakingService MaterialService MemStorageService MemoryStoreService MeshContentProvider MessagingService
  MicroProfilerService ModerationService MouseService NetworkClient NetworkServer NetworkSettings NotificationService
  OpenCloudService PackageService PatchBundlerFileWatch PathfindingService PermissionsService PhysicsService
  PhysicsSettings PlacesService PlayerViewService Players PluginConnectionService PluginDebugService PluginGuiService
  PluginManagementService PointsService PolicyService ProcessInstancePhysicsService ProximityPromptService PublishService
  RecommendationService ReflectionService RemoteCommandService RemoteDebuggerServer RenderSettings ReplicatedFirst
  ReplicatedStorage RunService SceneAnalysisService ScriptContext ScriptDebuggerService ScriptEditorService
  ScriptProfilerService ScriptService Selection SelectionHighlightManager SerializationService ServerScriptService
  ServerStorage SessionCheckService SharedTableRegistry SlimContentProvider SocialService SolidModelContentProvider
  SoundService SpawnerService StarterGui StarterPack StarterPlayer StartupMessageService Stats StopWatchReporter Studio
  StudioCaptureService StudioDeviceSimulatorService StudioService StudioTestService TaskScheduler TeamCreateData
  TeamCreateService Teams TeleportService TestService TextBoxService TextChatService TextService TimerService
  TouchInputService TweenService UniqueIdLookupService UserGameSettings UserInputService UserService VRService
  VideoCaptureService VideoService VirtualInputManager VirtualUser VisibilityCheckDispatcher Visit VoiceChatService
  Workspace

  AvatarSettings CSGDictionaryService FlyweightService LanguageService LodDataService NonReplicatedCSGDictionaryService
  Packages PlayerDataService PlayerEmulatorService ServiceVisibilityService StudioData UGCAvatarService
  UnvalidatedAssetService VoiceChatInternal
  `
    .trim()
    .split(/\s+/),
);

/** Whether a class is a service by its name; Roblox adds services faster than any list. */
export function isServiceName(className: string): boolean {
  return SERVICES.has(className) || className.endsWith("Service");
}

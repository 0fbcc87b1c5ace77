/// The handshake between generated files and this runtime: each generated file holds a type that
/// conforms to the protocol of the contract language it was written for.
///
/// When the runtime leaves a language behind, its protocol moves to the unavailable ones below, and
/// a file that was not written anew fails to compile with the way out in the message.
@_spi(Generated)
public protocol GeneratedByRejotc1 {}

/// Drafts of the language, before its first version.
@available(
  *, unavailable,
  message: "this file was generated for another version of RejotRuntime: run `rejotc build`"
)
@_spi(Generated)
public protocol GeneratedByRejotc0 {}

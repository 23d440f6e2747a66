#include "server/net/tls_context.hpp"

#include <openssl/ssl.h>

#include <stdexcept>

namespace ramure::net {

TlsContext::TlsContext(const Config& config) {
  using Options = asio::ssl::context;
  context_.set_options(Options::default_workarounds | Options::no_sslv2 | Options::no_sslv3 | Options::no_tlsv1 |
                       Options::no_tlsv1_1);
  SSL_CTX* native = context_.native_handle();
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);  // an idle connection keeps no record buffers: 34 KiB each
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
  context_.use_certificate_chain_file(config.tls_certificate.string());
  context_.use_private_key_file(config.tls_key.string(), asio::ssl::context::pem);
  if (SSL_CTX_check_private_key(native) != 1) throw std::runtime_error("tls.key does not belong to tls.certificate");
}

std::unique_ptr<TlsContext> make_tls_context(const Config& config) {
  try {
    return std::make_unique<TlsContext>(config);
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error("tls.certificate and tls.key cannot be used: " + error.code().message());
  }
}

}  // namespace ramure::net

// TLS as the server speaks it: 1.2 and 1.3, modern ciphers, the operator's certificate.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "server/config.hpp"
#include "server/net/io.hpp"

namespace ramure::net {

class TlsContext {
 public:
  explicit TlsContext(const Config& config);
  asio::ssl::context& context() { return context_; }

 private:
  asio::ssl::context context_{asio::ssl::context::tls_server};
};

// Throws std::runtime_error with a sentence when certificate and key cannot be used, or do not belong together.
std::unique_ptr<TlsContext> make_tls_context(const Config& config);

}  // namespace ramure::net

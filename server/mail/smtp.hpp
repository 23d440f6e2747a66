// Handing mails to a mail server by SMTP, through libcurl. One connection, kept while there is something to send.
//
// Where it is encrypted: `smtps://` from the first byte; `smtp://` by STARTTLS, without which nothing is sent, unless
// the server is on this machine. Certificates are checked. User and password go over an encrypted connection, or to a
// server on this machine.
//
// SMTP cannot say whether a mail was taken when the connection breaks between its last byte and the answer: then it is
// sent again, with the same Message-ID, by which receiving programs know it. Nothing better can be promised.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "server/mail/transport.hpp"

namespace ramure::mail {

struct SmtpOptions {
  std::string url;             // "smtp://mail.exemple.fr:587", "smtps://mail.exemple.fr"
  std::string user, password;  // empty: none
  std::string own_name;        // said in EHLO: the host of the address that mails come from
  long connect_timeout_ms = 20'000;
  long timeout_ms = 60'000;  // of one mail, whole
};

// Call curl_global_init once before any thread; see prepare_libraries.
class SmtpTransport final : public Transport {
 public:
  explicit SmtpTransport(SmtpOptions options);
  ~SmtpTransport() override;
  Delivery send(const Parcel& parcel) override;
  void stop() override { is_stopped_ = true; }

 private:
  struct Handle;
  const SmtpOptions options_;
  std::unique_ptr<Handle> handle_;
  std::atomic<bool> is_stopped_ = false;
};

}  // namespace ramure::mail

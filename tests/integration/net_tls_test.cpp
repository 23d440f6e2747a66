// TLS with a certificate that is made for the test.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>

#include "tests/support/http_client.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

struct Certificate {
  TemporaryFolder folder;
  std::string certificate = (folder / "certificate.pem").string();
  std::string key = (folder / "key.pem").string();

  Certificate() {
    EVP_PKEY* pair = EVP_EC_gen("P-256");
    X509* x509 = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509), -60);
    X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
    X509_set_pubkey(x509, pair);
    const auto* name = reinterpret_cast<const unsigned char*>("localhost");
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_ASC, name, -1, -1, 0);
    X509_set_issuer_name(x509, X509_get_subject_name(x509));
    X509_sign(x509, pair, EVP_sha256());
    write(certificate, [&](std::FILE* file) { return PEM_write_X509(file, x509); });
    write(key,
          [&](std::FILE* file) { return PEM_write_PrivateKey(file, pair, nullptr, nullptr, 0, nullptr, nullptr); });
    X509_free(x509);
    EVP_PKEY_free(pair);
  }
  template <typename Write>
  static void write(const std::string& path, Write write_pem) {
    std::FILE* file = std::fopen(path.c_str(), "w");
    if (file == nullptr || write_pem(file) != 1) throw std::runtime_error("cannot write " + path);
    std::fclose(file);
  }
  std::vector<std::string> flags() const { return {"--tls-certificate", certificate, "--tls-key", key}; }
};

}  // namespace

TEST(NetTls, HttpAndSocketsSpeakTls) {
  const Certificate made;
  RunningCommunity served(made.flags());
  HttpRequest request{.target = "/healthz"};
  request.tls = true;
  EXPECT_EQ(http(served.port(), request).status, 200U);

  WsClient::Options options = served.options(served.people().valmerac.first);
  options.tls = true;
  WsClient client(options);
  client.hello();
  EXPECT_TRUE(client.command(served.post(served.thread(), "chiffré")).has_accepted());
  EXPECT_TRUE(client.receive_event_frame().has_value());
  client.close();
  EXPECT_EQ(served.server().stop(), 0);
}

TEST(NetTls, WithoutTlsNothingIsServedThere) {
  const Certificate made;
  RunningCommunity served(made.flags());
  EXPECT_THROW(http(served.port(), {.target = "/healthz"}), std::runtime_error);
}

TEST(NetTls, AKeyThatDoesNotBelongIsToldAtStart) {
  const Certificate one;
  const Certificate other;
  TemporaryFolder folder;
  try {
    ServerProcess server(folder.path(), {"--tls-certificate", one.certificate, "--tls-key", other.key});
    FAIL() << "served with a wrong key";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("tls."), std::string::npos) << error.what();
  }
}

}  // namespace ramure::test

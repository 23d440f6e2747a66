#include "tests/integration/mailed_member.hpp"

#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "server/mail/decoding.hpp"

namespace ramure::test {

namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr auto patience = 40s;

// Until `look` finds something.
template <class Look>
auto wait_for(std::string_view what, Look look) {
  for (const auto end = std::chrono::steady_clock::now() + patience; std::chrono::steady_clock::now() < end;) {
    if (auto found = look()) return *std::move(found);
    std::this_thread::sleep_for(100ms);
  }
  ADD_FAILURE() << "no mail with “" << what << "”";
  return typename decltype(look())::value_type{};
}

}  // namespace

MailedMember::MailedMember() {
  const HttpAnswer invited = post_json(served.port(), "/api/invitations/people",
                                       R"({"addresses":"Jeanne <jeanne@exemple.fr>"})", served.token(facilitator));
  EXPECT_EQ(invited.status, 200U) << invited.body;
  const std::string link = wait_for_mail("vous invite").link;
  const HttpAnswer in = post_json(served.port(), "/api/invitations/accept",
                                  json::serialize(json::object{{"token", link.substr(link.find('#') + 1)}}));
  EXPECT_EQ(in.status, 200U) << in.body;
  session = json::parse(in.body).at("token").as_string();
  WsClient her = connect();
  jeanne = her.hello().me().id();
  (void)wait_for_mail("Du nouveau pour vous");  // else it would tell of what comes before it
}

WsClient MailedMember::connect(const std::string& token) {
  WsClient::Options options = served.options(facilitator);
  options.token = token;
  return WsClient(options);
}

std::optional<mail::ShownMail> MailedMember::find_mail(std::string_view subject) {
  for (mail::ShownMail& each : mail::read_mails(mails)) {
    if (each.subject.find(subject) != std::string::npos) return std::move(each);
  }
  return std::nullopt;
}

mail::ShownMail MailedMember::wait_for_mail(std::string_view subject) {
  return wait_for(subject, [&] { return find_mail(subject); });
}

std::string MailedMember::wait_for_message(std::string_view header, std::string_view value) {
  return wait_for(value, [&]() -> std::optional<std::string> {
    for (const auto& entry : std::filesystem::directory_iterator(mails)) {
      if (entry.path().extension() != ".eml") continue;
      std::ifstream stream(entry.path(), std::ios::binary);
      std::string message{std::istreambuf_iterator<char>(stream), {}};
      if (mail::decoded_header(message, header).find(value) != std::string::npos) return message;
    }
    return std::nullopt;
  });
}

}  // namespace ramure::test

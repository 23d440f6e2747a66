#include <termios.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <iostream>

#include "client-cli/commands/commands.hpp"
#include "client-cli/net/http.hpp"
#include "client-cli/output/terminal.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace json = boost::json;

namespace {

struct SignIn {
  std::string address, name, community;
  bool password_from_stdin = false;
};

// From the terminal without echo, or the first line of standard input when asked to; never a prompt in a pipe.
Result<std::string> read_password(const Options& options, bool from_stdin) {
  std::string password;
  if (from_stdin) {
    std::getline(std::cin, password);
    return password;
  }
  if (!options.environment.stdin_is_terminal) {
    return fail(Exit::usage, t({"pas de terminal pour demander le mot de passe : « --password-stdin »",
                                "no terminal to ask for the password: --password-stdin"}));
  }
  std::fputs(t({"Mot de passe : ", "Password: "}), stderr);
  termios shown{};
  tcgetattr(STDIN_FILENO, &shown);
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
  std::getline(std::cin, password);
  tcsetattr(STDIN_FILENO, TCSANOW, &shown);
  std::fputs("\n", stderr);
  return password;
}

Failure refusal_in(const HttpAnswer& answer) {
  boost::system::error_code error;
  const json::value value = json::parse(answer.body, error);
  if (answer.status == 401) return {Exit::signed_out, t({"nom ou mot de passe inconnu", "unknown name or password"})};
  std::string text = t({"le serveur a répondu {}", "the server answered {}"}, {std::to_string(answer.status)});
  if (!error && value.is_object()) {
    const json::value* refusal = value.as_object().if_contains("refusal");
    const json::object& source = refusal != nullptr && refusal->is_object() ? refusal->as_object() : value.as_object();
    if (const json::value* message = source.if_contains("message"); message != nullptr && message->is_string()) {
      text += " – " + std::string(message->as_string());
    }
  }
  return {Exit::refused, text};
}

Result<void> sign_in(const Options& options, const SignIn& wish) {
  const auto address = parse_address(wish.address);
  if (!address) return std::unexpected(address.error());
  const auto password = read_password(options, wish.password_from_stdin);
  if (!password) return std::unexpected(password.error());
  const json::object request{{"name", wish.name}, {"password", *password}, {"client_name", "ramure (terminal)"}};
  const auto answer = post_json(*address, "/api/sign-in", json::serialize(request), "");
  if (!answer) return std::unexpected(answer.error());
  if (answer->status != 200) return std::unexpected(refusal_in(*answer));
  boost::system::error_code error;
  const json::value value = json::parse(answer->body, error);
  const json::value* token = !error && value.is_object() ? value.as_object().if_contains("token") : nullptr;
  if (token == nullptr || !token->is_string()) {
    return fail(Exit::no_network, t({"cette adresse ne répond pas comme un serveur Ramure",
                                     "this address does not answer like a Ramure server"}));
  }
  ProfileFile file(options.environment.config_folder, options.profile);
  file.save({address->text(), std::string(token->as_string()), wish.name, wish.community});
  auto session = Session::open(options);
  if (!session) {
    file.remove();
    return std::unexpected(session.error());
  }
  const v1::Welcome& welcome = (*session)->welcome();
  std::printf("%s\n",
              t({"Connecté : {}, {}", "Signed in: {}, {}"}, {welcome.me().name(), welcome.community().name()}).c_str());
  return {};
}

Result<void> sign_out(const Options& options) {
  ProfileFile file(options.environment.config_folder, options.profile);
  const auto profile = file.load();
  if (!profile) return std::unexpected(profile.error());
  const auto address = parse_address(profile->address);
  if (!address) return std::unexpected(address.error());
  const auto answer = post_json(*address, "/api/sign-out", "{}", profile->token);
  if (!answer) return std::unexpected(answer.error());
  file.remove();
  std::printf("%s\n", t({"Déconnecté.", "Signed out."}));
  return {};
}

Result<void> who_am_i(const Options& options) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const v1::Welcome& welcome = (*session)->welcome();
  if (options.json) {
    print_json(welcome.me());
    return {};
  }
  std::printf("%s\n%s · %s\n", welcome.me().name().c_str(), welcome.community().name().c_str(),
              (*session)->profile.address.c_str());
  if (const std::string territory = (*session)->names.territory(welcome.me().territory_id()); !territory.empty()) {
    std::printf("%s\n", territory.c_str());
  }
  return {};
}

}  // namespace

void add_account_commands(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<SignIn>();
  auto* in = app.add_subcommand("sign-in", t({"ouvrir une session", "sign in"}));
  in->add_option("url", wish->address, t({"adresse du serveur", "address of the server"}))->required();
  in->add_option("--name", wish->name, t({"nom de connexion", "name to sign in with"}))->required();
  in->add_option("--community", wish->community,
                 t({"communauté, si le compte en a plusieurs", "community, if the account has several"}));
  in->add_flag("--password-stdin", wish->password_from_stdin,
               t({"lire le mot de passe sur l’entrée standard", "read the password from standard input"}));
  in->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return sign_in(invocation.options, *wish); }; });

  auto* out = app.add_subcommand("sign-out", t({"fermer la session", "sign out"}));
  out->callback([&invocation] { invocation.run = [&invocation] { return sign_out(invocation.options); }; });

  auto* who = app.add_subcommand("whoami", t({"qui suis-je, et où", "who am I, and where"}));
  who->callback([&invocation] { invocation.run = [&invocation] { return who_am_i(invocation.options); }; });
}

}  // namespace ramure::cli

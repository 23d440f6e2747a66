// The link that stops mails: a page and a button (routes_stop_mail.cpp).
#pragma once

#include "server/live/loop.hpp"
#include "server/net/http_message.hpp"
#include "server/net/services.hpp"

namespace ramure::net {

void show_stop_page(const Services& services, live::Loop& loop, Request request, Respond respond);
void stop_mail(const Services& services, live::Loop& loop, Request request, Respond respond);

}  // namespace ramure::net

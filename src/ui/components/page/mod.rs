//! The frame of every page: skip link, header, sections beside the content where there are any, footer.
//!
//! ```ignore
//! view! {
//!     <Page service="MHTR forms" home="#/" back="#/case"
//!         alerts=move || view! { <AlertBar title=title alerts=alerts /> }
//!         navigation=move || view! { <SectionNav title="Sections" sections=sections /> }
//!         status=move || view! { <KeptStatus state=kept /> }>
//!         <ErrorSummary errors=errors />
//!         <PageHeading text="PHQ-9" caption="Practitioner assessment" />
//!         …
//!     </Page>
//! }
//! ```

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

use super::{
    BackLink, Button, ButtonKind, Footer, FooterLink, Header, HeaderLogo, SkipLink, classes,
    wording,
};
use crate::browser::focus::focus_heading;

/// The frame of a page.
#[component]
pub fn Page(
    /// The name of the service.
    #[prop(into)]
    service: String,
    /// Where the name leads.
    #[prop(into)]
    home: String,
    /// The logo before the name of the service.
    #[prop(optional_no_strip)]
    logo: Option<HeaderLogo>,
    /// Where the back link goes. None leaves it out.
    #[prop(optional, into)]
    back: MaybeProp<String>,
    /// The words of the back link, where "Back" does not say enough.
    #[prop(optional, into)]
    back_text: MaybeProp<String>,
    /// What stands at the end of the header: whether the answers are kept.
    #[prop(optional, into)]
    status: Option<ViewFn>,
    /// Lock now was pressed. None leaves the button out: there is nothing to lock.
    #[prop(optional_no_strip, into)]
    on_lock: Option<Callback<()>>,
    /// What stays in view: the alert bar.
    #[prop(optional, into)]
    alerts: Option<ViewFn>,
    /// What stands beside the content: the navigation between sections.
    #[prop(optional, into)]
    navigation: Option<ViewFn>,
    /// The links of the footer.
    #[prop(optional)]
    footer_links: Vec<FooterLink>,
    /// The words of the footer.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
    /// The content. It brings the one heading of the page, a `PageHeading`.
    children: Children,
) -> impl IntoView {
    let layout = if navigation.is_some() {
        "app-layout--with-nav"
    } else {
        ""
    };
    let lock = on_lock.map(|on_lock| {
        view! {
            <Button
                text=wording().say("component.lock-now")
                kind=ButtonKind::Secondary
                class="app-lock-now"
                on_press=on_lock
            />
        }
    });
    let status = status.map(|status| status.run());
    view! {
        <SkipLink target="main" />
        <header class="app-header">
            <Header name=service href=home logo=logo>
                {status}
                {lock}
            </Header>
        </header>
        {alerts.map(|alerts| alerts.run())}
        <div class=classes(&["govuk-width-container app-layout", layout])>
            {navigation
                .map(|navigation| view! { <div class="app-layout__nav">{navigation.run()}</div> })}
            <div class="app-layout__main">
                {move || {
                    back.get().map(|href| view! { <BackLink href=href text=back_text /> })
                }}
                <main class="govuk-main-wrapper" id="main" tabindex="-1">
                    {children()}
                </main>
            </div>
        </div>
        <footer class="app-footer">
            <Footer links=footer_links>{footer.map(|footer| footer.run())}</Footer>
        </footer>
    }
    .into_any()
}

/// The one heading of a page. It takes focus when it appears, so that a screen reader starts there and
/// says which page this is; the first page shown is left alone.
#[component]
pub fn PageHeading(
    /// The words.
    #[prop(into)]
    text: Signal<String>,
    /// What the page belongs to, above the words.
    #[prop(optional, into)]
    caption: MaybeProp<String>,
    /// Whether it takes focus when it appears. Not when an error summary does.
    #[prop(default = true)]
    takes_focus: bool,
) -> impl IntoView {
    let heading = NodeRef::<leptos::html::H1>::new();
    if takes_focus {
        heading.on_load(|heading| focus_heading(&heading));
    }
    view! {
        <h1 class="govuk-heading-l" tabindex="-1" node_ref=heading>
            {move || {
                caption
                    .get()
                    .map(|text| view! { <span class="govuk-caption-l">{text} " "</span> })
            }}
            {move || text.get()}
        </h1>
    }
    .into_any()
}

window.ui = SwaggerUIBundle({
  url: "/api/openapi.yaml",
  dom_id: "#docs",
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  showExtensions: true,
  defaultModelsExpandDepth: 0,
});

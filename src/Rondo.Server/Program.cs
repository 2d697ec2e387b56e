using Rondo.Server.Commands;

return await CommandLine.RunAsync(args);
